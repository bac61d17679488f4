// A worker thread of the run: judges what it is handed, and ends when there is no more.
import { answerTasks } from '../../../platform/work/pool.ts'
import { answerTask } from '../rules/tasks.ts'

answerTasks(answerTask)

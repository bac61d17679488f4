// A worker thread that looks through files on their way into an alert, and ends when there is no more.
import { answerTasks } from '../../../platform/work/pool.ts'
import { checkFile } from '../rules/files/check.ts'

answerTasks(checkFile)

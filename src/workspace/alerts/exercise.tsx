// The sign that an alert is only practised, above everything else it says.
import { exerciseWord } from '../../modules/alerts/model/codes.ts'
import { Notice, StateTag, useText } from '../kit/kit.ts'

export const ExerciseNotice = () => (
  <Notice title={exerciseWord}><p>{useText()({ es: 'Se practica: nada de lo que dice está ocurriendo.', en: 'This is practised: nothing of what it says is happening.' })}</p></Notice>
)

export const ExerciseTag = () => <StateTag kind="waiting" label={exerciseWord} />

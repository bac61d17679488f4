// Anyone who holds a receipt may ask whether it is genuine; the answer is yes or no and nothing else.
import { action } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import { isReceiptQuestion, ReceiptAnswer, ReceiptQuestion } from '../model.ts'
import { isReceiptGenuine } from '../store/standing.ts'

export const verifyReceipt = action({
  name: 'receipt.verify',
  summary: { es: 'Comprobar si un recibo es auténtico', en: 'Check whether a receipt is genuine' },
  input: ReceiptQuestion,
  output: ReceiptAnswer,
  may: anyoneGranted,
  async run({ input, db }) {
    if (input.id === '' && input.sha256 === '') return { answer: 'notAsked' as const }
    const isGenuine = isReceiptQuestion(input) && (await isReceiptGenuine(db, input.id, input.sha256))
    return { answer: isGenuine ? 'matches' as const : 'doesNotMatch' as const }
  },
  remember: () => ({ nothing: 'Whoever holds a receipt may check it without being noted.' }),
})

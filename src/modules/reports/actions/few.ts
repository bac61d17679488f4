// Dear work the node does for strangers whose browsers run no programs (sealing on arrival, slow hashes): few at a time, the others wait their turn.
import { turns } from '../../../platform/turns.ts'

/** Does the work in its turn. Throws `request.tooMany` when too many wait already. */
export const inTurn = turns({ atOnce: 2, mostWaiting: 100 })

import '../../../electron/transfer/data-plane/worker.ts'
import { dieOnce } from './mortal.ts'

dieOnce('MORTAL_LANE', 300)

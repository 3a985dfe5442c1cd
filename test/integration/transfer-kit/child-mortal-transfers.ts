import '../../../electron/transfer/worker.ts'
import { dieOnce } from './mortal.ts'

dieOnce('MORTAL_TRANSFERS', 600)

import { writeFile } from 'node:fs/promises'
import { operationsTable, operationsTablePath } from '../../test/operations.ts'

/** `npm run operations`: writes the table of what the client can do, and where that is tried. */
await writeFile(operationsTablePath, await operationsTable())

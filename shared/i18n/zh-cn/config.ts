import type { config as english } from '../en/config.ts'
import { acl } from './config/acl.ts'
import { cors } from './config/cors.ts'
import { issues } from './config/issues.ts'
import { lifecycle } from './config/lifecycle.ts'
import { page } from './config/page.ts'

export const config: typeof english = { page, acl, cors, lifecycle, issues }

import { acl } from './config/acl.ts'
import { cors } from './config/cors.ts'
import { issues } from './config/issues.ts'
import { lifecycle } from './config/lifecycle.ts'
import { page } from './config/page.ts'

/** Bucket settings: the page around the sections, then each section, then what checks say. */
export const config = { page, acl, cors, lifecycle, issues }

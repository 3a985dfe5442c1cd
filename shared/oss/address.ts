/** Where requests go. See "Endpoints, host styles, regions" in the service's documentation. */
export interface Endpoint {
  readonly scheme: 'http' | 'https'
  /** Host name or IP address without the bucket. */
  readonly host: string
  /** null = the scheme's own. */
  readonly port: number | null
  /** `virtual-host`: bucket before the host. `path`: IP and localhost. `cname`: host as it is. */
  readonly style: 'virtual-host' | 'path' | 'cname'
  /** Short id (`cn-hangzhou`), or null when the host does not tell and none was given. */
  readonly region: string | null
}

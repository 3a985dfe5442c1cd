/** A region of the service, with its name in both languages of the app. */
export interface Region {
  /** Short id, as signatures use it. */
  readonly id: string
  readonly en: string
  readonly zhCn: string
  /** Takes no new buckets any more, or will soon take none. */
  readonly closing?: boolean
}

/**
 * For choosing and for showing. Never a list to check against: new regions appear, and accounts of
 * special clouds have others.
 * https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints
 */
export const regions: readonly Region[] = [
  { id: 'cn-hangzhou', en: 'China (Hangzhou)', zhCn: '华东1（杭州）' },
  { id: 'cn-shanghai', en: 'China (Shanghai)', zhCn: '华东2（上海）' },
  {
    id: 'cn-nanjing',
    en: 'China (Nanjing - Local Region)',
    zhCn: '华东5（南京-本地地域）',
    closing: true,
  },
  {
    id: 'cn-fuzhou',
    en: 'China (Fuzhou - Local Region)',
    zhCn: '华东6（福州-本地地域）',
    closing: true,
  },
  { id: 'cn-wuhan-lr', en: 'China (Wuhan - Local Region)', zhCn: '华中1（武汉-本地地域）' },
  { id: 'cn-qingdao', en: 'China (Qingdao)', zhCn: '华北1（青岛）' },
  { id: 'cn-beijing', en: 'China (Beijing)', zhCn: '华北2（北京）' },
  { id: 'cn-zhangjiakou', en: 'China (Zhangjiakou)', zhCn: '华北3（张家口）' },
  { id: 'cn-huhehaote', en: 'China (Hohhot)', zhCn: '华北5（呼和浩特）' },
  { id: 'cn-wulanchabu', en: 'China (Ulanqab)', zhCn: '华北6（乌兰察布）' },
  { id: 'cn-shenzhen', en: 'China (Shenzhen)', zhCn: '华南1（深圳）' },
  { id: 'cn-heyuan', en: 'China (Heyuan)', zhCn: '华南2（河源）' },
  { id: 'cn-guangzhou', en: 'China (Guangzhou)', zhCn: '华南3（广州）' },
  { id: 'cn-chengdu', en: 'China (Chengdu)', zhCn: '西南1（成都）' },
  { id: 'cn-hongkong', en: 'China (Hong Kong)', zhCn: '中国（香港）' },
  { id: 'ap-northeast-1', en: 'Japan (Tokyo)', zhCn: '日本（东京）' },
  { id: 'ap-northeast-2', en: 'South Korea (Seoul)', zhCn: '韩国（首尔）' },
  { id: 'ap-southeast-1', en: 'Singapore', zhCn: '新加坡' },
  { id: 'ap-southeast-2', en: 'Australia (Sydney)', zhCn: '澳大利亚（悉尼）', closing: true },
  { id: 'ap-southeast-3', en: 'Malaysia (Kuala Lumpur)', zhCn: '马来西亚（吉隆坡）' },
  { id: 'ap-southeast-5', en: 'Indonesia (Jakarta)', zhCn: '印度尼西亚（雅加达）' },
  { id: 'ap-southeast-6', en: 'Philippines (Manila)', zhCn: '菲律宾（马尼拉）' },
  { id: 'ap-southeast-7', en: 'Thailand (Bangkok)', zhCn: '泰国（曼谷）' },
  { id: 'ap-south-1', en: 'India (Mumbai)', zhCn: '印度（孟买）', closing: true },
  { id: 'eu-central-1', en: 'Germany (Frankfurt)', zhCn: '德国（法兰克福）' },
  { id: 'eu-west-1', en: 'UK (London)', zhCn: '英国（伦敦）' },
  { id: 'us-west-1', en: 'US (Silicon Valley)', zhCn: '美国（硅谷）' },
  { id: 'us-east-1', en: 'US (Virginia)', zhCn: '美国（弗吉尼亚）' },
  { id: 'me-east-1', en: 'UAE (Dubai)', zhCn: '阿联酋（迪拜）' },
]

const byId: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.id, region]))

/** The name in the given language; the id itself for a region that is not in the table. */
export function regionName(id: string, language: 'en' | 'zh-cn'): string {
  const region = byId.get(id)
  if (!region) return id
  return language === 'en' ? region.en : region.zhCn
}

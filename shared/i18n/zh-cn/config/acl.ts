import type { acl as english } from '../../en/config/acl.ts'

export const acl: typeof english = {
  title: '谁可以访问（读写权限 ACL）',
  nav: '谁可以访问',
  intro: '知道文件地址的人里，谁可以打开这个存储空间中的文件。',
  label: '谁可以打开这个存储空间中的文件',
  choice: {
    private: '只有持有密钥的人（私有）',
    'public-read': '任何人都可以打开文件（公共读）',
    'public-read-write': '任何人都可以打开、添加和删除文件（公共读写）',
  },
  explain: {
    private: '没有 AccessKey 或分享链接，谁也打不开文件。适合绝大多数存储空间。',
    'public-read': '知道文件地址的人无需登录即可打开。适合公开网站上的图片和下载。',
    'public-read-write': '陌生人还可以上传、替换和删除文件，费用由您承担。几乎没有适用的场景。',
  },
  badge: { private: '私有', 'public-read': '公开', 'public-read-write': '公开可写' },
  sentence: {
    private: '只有持有密钥或分享链接的人可以打开这个存储空间中的文件。',
    'public-read': '互联网上的任何人都可以打开这个存储空间中的文件。',
    'public-read-write': '互联网上的任何人都可以打开、添加、替换和删除这个存储空间中的文件。',
  },
  unknown: (value) => `这个存储空间的权限是本应用不认识的值：${value}。`,
  risk: {
    publicRead: '互联网上的任何人都将可以打开这些文件。',
    publicReadWrite: '互联网上的任何人都将可以打开、替换、删除这些文件，并添加自己的文件。',
    publicReadWriteCost: '陌生人在这里存储和下载的一切，费用都由您承担。',
    nowPrivate: '通过普通地址打开这些文件的网站和个人将无法再打开。',
  },
  objectNote: '文件可以有自己的权限，此时以文件自己的权限为准。逐个设为公开的文件仍然是公开的。',
  apply: {
    private: '设为私有',
    'public-read': '允许任何人打开这些文件',
    'public-read-write': '允许任何人打开、添加和删除文件',
  },
  confirmTitle: {
    'public-read': (bucket) => `允许任何人打开 ${bucket} 中的文件？`,
    'public-read-write': (bucket) => `允许任何人修改 ${bucket} 中的文件？`,
  },
}

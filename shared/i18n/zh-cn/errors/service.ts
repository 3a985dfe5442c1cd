import type { service as english } from '../../en/errors/service.ts'

export const service: typeof english = {
  InvalidAccessKeyId: {
    what: '此 AccessKey ID 不存在。',
    why: '服务中没有使用此 ID 的有效密钥。',
    todo: '检查 ID 是否缺少字符，或在控制台新建 AccessKey。',
  },
  SignatureDoesNotMatch: {
    what: 'AccessKey Secret 不正确。',
    why: 'ID 存在，但密钥与它不匹配。',
    todo: '重新完整复制密钥，不要带空格。',
  },
  SecurityTokenExpired: {
    what: '临时访问凭证已过期。',
    why: '安全令牌只在数小时内有效。',
    todo: '获取新的 ID、密钥和令牌后重新登录。',
  },
  InvalidSecurityToken: {
    what: '安全令牌无效。',
    why: '令牌不完整、已被撤销或来自其他地方。',
    todo: '重新完整复制令牌，或获取新的令牌。',
  },
  AccessKeyIdAndSecurityTokenNotMatch: {
    what: 'ID 与安全令牌不匹配。',
    why: '它们来自两次不同的授权。',
    todo: '从同一处重新复制 ID、密钥和令牌。',
  },
  SecurityTokenNotSupported: {
    what: '此处不支持临时访问凭证。',
    why: '此地址或操作不能使用安全令牌。',
    todo: '改用 AccessKey 登录。',
  },
  RequestTimeTooSkewed: {
    what: '此电脑的时钟不正确。',
    why: '只有时钟相差不到 15 分钟，服务才接受请求。',
    todo: '校准日期、时间和时区后重试。',
  },
  AccessDenied: {
    what: '此密钥没有相应权限。',
    why: '存储空间的所有者未允许您的密钥执行此操作。',
    todo: '向所有者申请权限。“详细信息”中的请求 ID 有助于查明原因。',
  },
  UserDisable: {
    what: '云账号已被停用。',
    why: '通常是因为欠费或尚未开通服务。',
    todo: '在阿里云控制台查看账号状态。',
  },
  BucketDisable: {
    what: '此存储空间已被停用。',
    why: '服务已将其封禁。',
    todo: '在阿里云控制台查看该存储空间。',
  },
  NoSuchBucket: {
    what: '此存储空间不存在。',
    why: '它已被删除，或名称不同。',
    todo: '刷新存储空间列表。',
  },
  NoSuchKey: { what: '此文件已不存在。', why: '有人删除或重命名了它。', todo: '刷新文件夹。' },
  BucketAlreadyExists: {
    what: '此存储空间名称已被占用。',
    why: '名称在服务的所有用户之间唯一。',
    todo: '换一个名称。',
  },
  BucketNotEmpty: {
    what: '存储空间不为空。',
    why: '其中仍有文件、文件的历史版本或未完成的上传。',
    todo: '先删除其中的内容，再删除存储空间。',
  },
  TooManyBuckets: {
    what: '存储空间数量已达上限。',
    why: '每个账号在一个地域最多有 100 个存储空间。',
    todo: '删除不需要的存储空间，或向服务申请提高上限。',
  },
  InvalidBucketName: {
    what: '存储空间名称无效。',
    why: '名称由 3 到 63 个小写字母、数字和连字符组成。',
    todo: '换一个名称。',
  },
  InvalidObjectName: {
    what: '文件名无效。',
    why: '路径和名称合计最多 1,023 字节，且不能以 / 或 \\ 开头。',
    todo: '换一个名称。',
  },
  InvalidObjectState: {
    what: '此文件处于归档状态。',
    why: '归档文件需先解冻才能读取。',
    todo: '先解冻该文件。',
  },
  FileAlreadyExists: {
    what: '已有同名文件。',
    why: '没有覆盖任何内容。',
    todo: '换一个名称，或选择替换该文件。',
  },
  FileImmutable: {
    what: '此文件受保护，不能更改。',
    why: '存储空间的保留策略禁止更改或删除它。',
    todo: '等待保留期结束。',
  },
  CnameDenied: {
    what: '此域名未绑定到该存储空间。',
    why: '服务中没有此域名与该存储空间的绑定。',
    todo: '在控制台绑定域名，或使用地域的地址。',
  },
  SecondLevelDomainForbidden: {
    what: '无法通过此地址访问存储空间。',
    why: '服务要求在地址前加上存储空间名称。',
    todo: '选择地域，而不是自定义地址。',
  },
  EntityTooLarge: {
    what: '文件过大。',
    why: '服务最大支持 48.8 TB 的文件。',
    todo: '将文件拆分。',
  },
  NotImplemented: { what: '此处的服务不支持该操作。', why: '此地址不提供该功能。', todo: null },
  NoSuchUpload: {
    what: '未完成的上传已不存在。',
    why: '有人或清理规则删除了它。',
    todo: '重新开始上传。',
  },
}

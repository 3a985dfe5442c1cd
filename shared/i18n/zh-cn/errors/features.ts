import type { features as english } from '../../en/errors/features.ts'

export const features: typeof english = {
  CallbackFailed: {
    what: '文件已保存，但回调失败。',
    why: '应接收通知的服务器没有按预期应答。',
    todo: '无需重新上传文件。检查回调地址。',
  },
  SymlinkTargetNotExist: {
    what: '软链接指向的文件不存在。',
    why: '它指向的文件已被删除或重命名。',
    todo: '删除此软链接，或重新创建。',
  },
  InvalidTargetType: {
    what: '软链接指向了另一个软链接。',
    why: '服务只跟随一层软链接。',
    todo: '让它直接指向文件。',
  },
  NoSuchVersion: {
    what: '文件的这个版本已不存在。',
    why: '它已被删除，或被清理规则移除。',
    todo: '刷新版本列表。',
  },
  RestoreAlreadyInProgress: {
    what: '文件已在解冻中。',
    why: '此前已有人提交过解冻。',
    todo: '等待解冻完成即可，无需其他操作。',
  },
  ArchiveRestoreNotFinished: {
    what: '文件仍在解冻中。',
    why: '解冻完成之前，不能放弃解冻的副本。',
    todo: '解冻完成后重试。',
  },
  OperationNotSupported: {
    what: '此文件不支持该操作。',
    why: '它的类型或存储类型不允许。',
    todo: '查看文件的类型和存储类型。',
  },
  ObjectNotAppendable: {
    what: '无法向此文件追加内容。',
    why: '只有以追加方式创建的文件才能继续追加。',
    todo: '改为上传整个文件。',
  },
  PositionNotEqualToLength: {
    what: '文件在此期间变长了。',
    why: '其他人先在末尾追加了内容。',
    todo: '刷新后再追加。',
  },
  PreconditionFailed: {
    what: '文件在此期间发生了变化。',
    why: '它已不是原来的版本，因此没有对它做任何操作。',
    todo: '刷新后重试。',
  },
  InvalidTag: {
    what: '标签无效。',
    why: '标签只能包含字母、数字、空格以及 + - = . _ : /。',
    todo: '修改标签。',
  },
  TooManyTags: {
    what: '标签过多。',
    why: '每个文件最多 10 个，每个存储空间最多 20 个。',
    todo: '删除一些标签。',
  },
  RepeatedTags: {
    what: '有两个标签同名。',
    why: '每个名称只能有一个值。',
    todo: '重命名或删除其中一个。',
  },
  AccessForbidden: {
    what: '不允许网页跨域访问。',
    why: '存储空间的跨域规则（CORS）与此网页不符。',
    todo: '联系存储空间的所有者添加规则。',
  },
  BucketNotBelongTo: {
    what: '此存储空间属于其他账号。',
    why: '它的所有者没有授权您的密钥。',
    todo: '向所有者申请权限。',
  },
  NonStandardHostForbidden: {
    what: '服务不认识此地址。',
    why: '它不是地域的地址，也没有绑定任何存储空间。',
    todo: '改为选择地域，或在控制台绑定该域名。',
  },
  TransferAccelerationDisabled: {
    what: '此存储空间未开启传输加速。',
    why: '只有开启了传输加速的存储空间才能使用加速地址。',
    todo: '使用地域的地址，或开启传输加速。',
  },
  NeedVerifyDomainOwnership: {
    what: '尚未验证域名属于您。',
    why: '在域名的 DNS 中没有找到用于验证的记录。',
    todo: '添加所示的记录，生效可能需要几分钟。',
  },
  KmsServiceNotEnabled: {
    what: '无法使用自有密钥加密。',
    why: '账号尚未开通密钥管理服务（KMS）。',
    todo: '在阿里云控制台开通，或选择其他加密方式。',
  },
  KmsInDebt: {
    what: '无法使用加密密钥。',
    why: '密钥管理服务（KMS）已欠费。',
    todo: '在阿里云控制台查看账号状态。',
  },
  WORMConfigurationLocked: {
    what: '保留策略已锁定。',
    why: '锁定之后，任何人都不能缩短或删除它。',
    todo: '只能延长保留时间。',
  },
  WORMConfigurationAlreadyExists: {
    what: '此存储空间已有保留策略。',
    why: '只能有一个保留策略。',
    todo: '刷新后查看。',
  },
  AccessMonitorDisableNotAllowed: {
    what: '不能关闭访问跟踪。',
    why: '存储空间中有按最后访问时间计算的清理规则。',
    todo: '先修改或删除该规则。',
  },
  InvalidTargetBucketForLogging: {
    what: '日志无法写入该存储空间。',
    why: '它必须属于同一账号和同一地域。',
    todo: '为日志选择其他存储空间。',
  },
  InventoryConfigurationAlreadyExists: {
    what: '已有同名的清单。',
    why: '没有覆盖任何内容。',
    todo: '换一个名称。',
  },
  InvalidPolicyDocument: {
    what: '授权策略无效。',
    why: '服务无法读取它，或其中有不允许的值。',
    todo: '检查授权策略。下方的详细信息有更多说明。',
  },
  CORSRuleBeyondLimit: {
    what: '跨域规则过多。',
    why: '一个存储空间不能再有更多跨域规则。',
    todo: '删除或合并一些规则。',
  },
  ChannelStillLive: {
    what: '直播频道正在使用中。',
    why: '正在向它推流。',
    todo: '先结束推流。',
  },
  LiveChannelDisabled: { what: '直播频道已禁用。', why: null, todo: '先启用它。' },
  SelectOperationFailed: {
    what: '无法读取数据行。',
    why: '文件格式与所填的不符，或有值不匹配。',
    todo: '检查分隔符、表头和压缩方式。',
  },
  MirrorFailed: {
    what: '无法从源站获取文件。',
    why: '存储空间会从另一台服务器获取缺少的文件，但该服务器没有提供此文件。',
    todo: '稍后重试，或在存储空间的网站设置中检查源站。',
  },
}

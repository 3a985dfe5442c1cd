import type { objects as english } from '../../en/errors/objects.ts'

export const objects: typeof english = {
  'transfer.into-itself': {
    what: '不能把文件夹放到它自己里面。',
    why: '所选目标位于要复制或移动的文件夹之内。',
    todo: '选择其他目标。',
  },
  'transfer.onto-itself': {
    what: '它已经在这里了。',
    why: '目标的文件夹和名称与原文件相同。',
    todo: '选择其他文件夹或名称。',
  },
  'transfer.unverified': {
    what: '无法校验副本，因此保留了原文件。',
    why: '服务没有给出其中一个文件的校验值，或者两者的校验值不同。',
    todo: '比较两个文件，确认副本无误后再自行删除原文件。',
  },
  'transfer.source-changed': {
    what: '原文件在复制之后发生了变化，因此予以保留。',
    why: '在此期间有人重新写入了它。',
    todo: '重试即可移动现在的内容。',
  },
  'transfer.not-archived': {
    what: '此文件无需解冻。',
    why: '它不是归档文件，随时可以打开。',
    todo: null,
  },
  'transfer.already-so': {
    what: '无需更改。',
    why: '文件已经是所要求的状态。',
    todo: null,
  },
  'transfer.link': {
    what: '已略过此软链接。',
    why: '它指向所在存储空间中的文件。放到其他存储空间后将失去目标，而且它本身没有可更改的内容。',
    todo: '改为选择它所指向的文件。',
  },
  'verify.gone': {
    what: '此文件已不在存储空间中。',
    why: '之后它被删除、移动或重命名了。',
    todo: '如果它应当存在，重新上传即可。',
  },
  'verify.changed': {
    what: '此文件之后在存储空间中被更改。',
    why: '其大小或校验值与回执不符。',
    todo: '如果不应有人更改它，重新上传即可。',
  },
  'verify.file-gone': {
    what: '此文件已不在本机上。',
    why: '之后它被删除、移动或重命名了。',
    todo: '如果它应当存在，重新下载即可。',
  },
  'verify.file-changed': {
    what: '此文件之后在本机上被更改。',
    why: '其大小或校验值与回执不符。',
    todo: '如果它应与存储空间中的一致，重新下载即可。',
  },
  'verify.source-gone': {
    what: '存储空间中正确；本机文件之后已移除。',
    why: '存储空间中的文件与上传时一致。本机上的文件被删除、移动或重命名了。',
    todo: null,
  },
  'verify.source-changed': {
    what: '存储空间中正确；本机文件之后已更改。',
    why: '存储空间中的文件与上传时一致。本机上的文件大小或内容已不同。',
    todo: '如需让存储空间中也有这些更改，重新上传即可。',
  },
  'verify.source-unread': {
    what: '存储空间中正确；本机文件无法读取。',
    why: '存储空间中的文件与上传时一致。这台电脑拒绝读取本机上的文件，或磁盘出错。',
    todo: '如需同时比对该文件，待其可读取后再次核对。',
  },
  'verify.source-damaged': {
    what: '本机上的文件与上传的内容不一致。',
    why: '存储空间中的文件与上传时一致。本机上的文件看似未被改动，读出的内容却不同：磁盘可能已损坏。',
    todo: '下载到另一个文件夹，比对两者，保留正确的一份。',
  },
  'verify.unknown': {
    what: '无法判断此文件是否仍然正确。',
    why: '服务端没有给出它的校验值。',
    todo: '可下载后自行比对。',
  },
}

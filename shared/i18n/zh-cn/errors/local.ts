import type { local as english } from '../../en/errors/local.ts'

export const local: typeof english = {
  'network.dns': (f) => ({
    what: `找不到 ${f.host}。`,
    why: '网络未连接，或地址不正确。',
    todo: '检查地址和网络连接。',
  }),
  'network.refused': (f) => ({
    what: `${f.host} 拒绝了连接。`,
    why: '该处没有服务，或中间有防火墙。',
    todo: '检查地址和端口。',
  }),
  'network.timeout': (f) => ({
    what: `${f.host} 没有响应。`,
    why: '网络很慢，或途中被阻断。',
    todo: '重试，或检查网络连接。',
  }),
  'network.tls': (f) => ({
    what: `与 ${f.host} 的连接不安全。`,
    why: '其证书与名称不符、已过期，或颁发者未知。',
    todo: '检查地址和时钟。若在公司代理之后，可联系管理员协助。',
  }),
  'network.proxy': {
    what: '代理服务器拒绝了连接。',
    why: '它需要其他用户名或密码，或不允许访问此地址。',
    todo: '检查代理的用户名和密码，或联系网络管理员。',
  },
  'network.reset': (f) => ({
    what: `与 ${f.host} 的连接中断。`,
    why: '对方或途中的设备断开了连接。',
    todo: '重试。',
  }),
  'network.unreachable': (f) => ({
    what: `无法到达 ${f.host}。`,
    why: '没有通往该网络的连接。',
    todo: '检查网络连接。',
  }),
  'client.cancelled': { what: '已取消。', why: null, todo: null },
  'client.crc-mismatch': {
    what: '内容在传输中发生了变化。',
    why: '校验值不一致，因此未保留该文件。',
    todo: '重试。若经常出现，需检查网络或此电脑的内存。',
  },
  'client.bad-response': {
    what: '收到无法理解的应答。',
    why: '途中的设备代替服务作了应答，或地址不是 OSS 地址。',
    todo: '检查地址。在酒店或办公网络中，先登录该网络。',
  },
  'client.credentials-missing': {
    what: '此账号已退出登录。',
    why: '它的密钥不可用。',
    todo: '重新登录。',
  },
  'input.invalid': { what: '有一个值无效。', why: null, todo: '检查填写的内容。' },
  'ipc.refused': { what: '窗口请求了不允许的操作。', why: null, todo: '重新启动应用。' },
  internal: {
    what: '应用在此处出错。',
    why: '这是应用的缺陷，与您的操作无关。',
    todo: '重试。若问题依旧，附上下方详细信息进行反馈。',
  },
  'vault.unavailable': {
    what: '无法在此电脑上保存密钥。',
    why: '没有可用于加密的钥匙串。',
    todo: '仅在本次会话中登录。',
  },
  'vault.unreadable': {
    what: '无法读取已保存的密钥。',
    why: '本系统的钥匙串已变更。',
    todo: '重新登录。',
  },
  'account.absent': { what: '此账号已不存在。', why: '它已被移除。', todo: '需要时重新添加。' },
  'config.changed-meanwhile': {
    what: '其间有人更改了这些设置。',
    why: '为避免覆盖对方的更改，您的更改未保存。',
    todo: '查看当前设置后重新更改。',
  },
  'config.nothing-to-undo': {
    what: '没有可撤销的更改。',
    why: '设置此后已有变化。',
    todo: '重新加载设置。',
  },
  'grant.unknown': {
    what: '所选文件已不可用。',
    why: '应用此后重新启动过。',
    todo: '重新选择或拖入。',
  },
  'view.unknown': { what: '此列表需要重新加载。', why: null, todo: '刷新文件夹。' },
  'transfer.unknown': { what: '此传输任务已不在列表中。', why: '它已被移除。', todo: null },
  'queue.disk-full': {
    what: '传输已停止：保存传输列表的磁盘已满。',
    why: '无法记录的操作不会执行，以免丢失或重复传输。',
    todo: '在个人文件夹所在的磁盘上腾出空间，传输会自动继续。',
  },
  'queue.unwritable': {
    what: '传输已停止：无法写入传输列表。',
    why: '个人文件夹所在的磁盘报告错误、已满或不允许写入。',
    todo: '检查该磁盘，传输会自动继续。',
  },
  'queue.in-use': {
    what: '传输正由另一个 OSS Desk 执行。',
    why: '本应用已在别处打开，可能由使用同一文件夹的其他用户打开。',
    todo: '关闭另一个窗口，传输会在此自动继续。',
  },
  'local.not-found': (f) => ({
    what: `${f.path} 不存在。`,
    why: '它已被移动、重命名或删除。',
    todo: '将其放回原处，或重新选择。',
  }),
  'local.denied': (f) => ({
    what: `无法打开 ${f.path}。`,
    why: '您在此电脑上没有相应权限。',
    todo: '更改其权限，或选择其他位置。',
  }),
  'local.disk-full': { what: '磁盘已满。', why: null, todo: '腾出空间后重试。' },
  'local.read-only': (f) => ({
    what: `${f.path} 为只读。`,
    why: '无法在该处写入。',
    todo: '选择其他文件夹。',
  }),
  'local.changed': (f) => ({
    what: `${f.path} 在传输期间发生了变化。`,
    why: '为避免混合两个版本，该文件的传输已停止。',
    todo: '重试以传输新版本。',
  }),
  'local.unsupported-name': {
    what: '此名称在本电脑上不可用。',
    why: '系统不允许这样的文件名。',
    todo: '重命名文件，或下载到其他电脑。',
  },
  'local.special-file': (f) => ({
    what: `已略过 ${f.path}。`,
    why: '它不是普通文件，而是指向文件夹的链接、套接字或设备。',
    todo: '如需上传链接指向的文件夹，请直接拖入该文件夹。',
  }),
  'local.io': (f) => ({
    what: `无法读写 ${f.path}。`,
    why: '磁盘报告了错误。',
    todo: '检查磁盘或与它的连接。',
  }),
}

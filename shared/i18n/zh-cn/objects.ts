import type { objects as english } from '../en/objects.ts'

export const objects: typeof english = {
  actions: {
    'copy-to': '复制到…',
    'move-to': '移动到…',
    rename: '重命名…',
    oneAtATime: '一次只能重命名一项。',
  },
  items: {
    files: (_count, text) => `${text} 个文件`,
    folders: (_count, text) => `${text} 个文件夹`,
    both: (files, folders) => `${files}和 ${folders}`,
    sized: (what, size) => `${what}（${size}）`,
    bucket: (bucket) => `存储空间 ${bucket}`,
    path: (path, bucket) => `存储空间 ${bucket} 的 ${path}`,
  },
  target: '可选择的文件夹',
  problem: {
    sameFolder: '它们已经在这里了。选择其他文件夹。',
    insideItself: '文件夹不能放入自身。选择其他文件夹。',
  },
  through: '目标位置属于另一个账号：文件可能要经过这台电脑中转，耗时更长。',
  copy: {
    title: (what) => `将 ${what} 复制到…`,
    confirm: (where) => `复制到 ${where}`,
    started: (what, where) => `正在将 ${what} 复制到 ${where}。`,
    consequence: (_count, what, where, from) =>
      `${what} 将复制到 ${where}。原件仍保留在 ${from} 中。`,
  },
  move: {
    title: (what) => `将 ${what} 移动到…`,
    confirm: (where) => `移动到 ${where}`,
    started: (what, where) => `正在将 ${what} 移动到 ${where}。`,
    consequence: (_count, what, where, from) =>
      `${what} 将移动到 ${where}。每个副本核对无误后，才会从 ${from} 中移除。`,
  },
  rename: {
    title: (name) => `重命名 ${name}`,
    name: '新名称',
    confirm: '重命名',
    started: (name, next) => `正在将 ${name} 重命名为 ${next}。`,
    exists: '这里已有同名的内容。',
    file: '文件会以新名称复制一份，核对无误后再移除旧文件。',
    folder: '其中的每个文件都会复制到新文件夹，核对无误后再移除旧文件。',
    inside: (_count, text, size) => `共 ${text} 个文件，${size}。`,
    insideAtLeast: (text, size) => `超过 ${text} 个文件，总计大于 ${size}。`,
  },
}

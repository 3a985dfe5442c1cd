import type { common as english } from '../en/common.ts'

export const common: typeof english = {
  appName: 'OSS Desk',
  dates: {
    today: (time) => `今天 ${time}`,
    yesterday: (time) => `昨天 ${time}`,
  },
  actions: {
    back: '返回',
    cancel: '取消',
    close: '关闭',
    copy: '复制',
    copied: '已复制',
    dismiss: '知道了',
    done: '完成',
    retry: '重试',
    show: '显示',
    hide: '隐藏',
  },
  loading: '正在加载',
  none: '—',
  details: {
    title: '详细信息',
    code: '错误码',
    status: 'HTTP 状态码',
    ec: 'EC',
    requestId: '请求 ID',
    message: '原始信息',
    host: '主机',
  },
  startNotices: {
    title: '应用的一个文件已损坏',
    transfers: (file: string) =>
      `传输列表无法读取，现从空列表开始。没有删除任何内容：原列表保存在 ${file}。`,
    accounts: (file: string) =>
      `账号无法读取，需要重新登录。没有删除任何内容：原文件保存在 ${file}。`,
    settings: (file: string) => `偏好设置无法读取，已恢复为默认值。原文件保存在 ${file}。`,
  },
  offline: '网络已断开。传输任务会等待，恢复后自动继续。',
}

import type { errors as english } from '../en/errors.ts'
import { features } from './errors/features.ts'
import { local } from './errors/local.ts'
import { objects } from './errors/objects.ts'
import { service } from './errors/service.ts'

export const errors: typeof english = {
  unknown: {
    host: '服务器',
    bucket: '存储空间',
    endpoint: '另一个地址',
    region: '所选地域',
    path: '文件',
  },
  byCode: { ...service, ...features, ...local, ...objects },
  byClass: {
    absent: { what: '该内容已不存在。', why: '它已被删除或重命名。', todo: '刷新。' },
    auth: {
      what: '服务不允许此操作。',
      why: '此密钥没有权限，或不能在此使用。',
      todo: '向存储空间的所有者申请权限。',
    },
    throttled: { what: '服务繁忙。', why: '同时到达的请求过多。', todo: '稍后重试。' },
    retry: { what: '服务未能应答。', why: '服务暂时出现故障。', todo: '稍后重试。' },
    conflict: {
      what: '在当前状态下无法执行。',
      why: '存在同名内容，或与其他设置冲突。',
      todo: '刷新后查看当前状态。',
    },
    fatal: {
      what: '服务拒绝了请求。',
      why: '其中有一个值不被接受。',
      todo: '检查填写的内容。下方的详细信息有更多说明。',
    },
  },
  special: {
    wrongRegion: (f) => ({
      what: `${f.bucket} 位于其他地域。`,
      why: `它的地址是 ${f.endpoint}。`,
      todo: '为此账号选择该地域或地址。',
    }),
    wrongSigningRegion: (f) => ({
      what: '地域不正确。',
      why: `该地址不属于地域 ${f.region}。`,
      todo: '选择存储空间所在的地域。',
    }),
    listDenied: {
      what: '此密钥无权列举存储空间。',
      why: '密钥正确，但只对某些位置有权限。',
      todo: '在“更多选项”中填写位置，形如 oss://bucket/folder/。',
    },
  },
}

import type { Language } from '../format/time.ts';

/** English names are made of the types themselves. */
const CHINESE: Readonly<Record<string, string>> = {
  'merchant.created': '商户已创建',
  'merchant.updated': '商户资料已修改',
  'merchant.secret_replaced': 'AppSecret 已更换',
  'merchant.fast_review_set': '快速审核已设置',
  'merchant.message_quota_set': '消息额度已设置',
  'merchant.signature_forms_set': '签名形式已设置',
  'permission.granted': '权限已授予',
  'key.created': '密钥已创建',
  'key.rotated': '密钥已轮换',
  'key.revoked': '密钥已吊销',
  'safe_domain.added': '安全域名已添加',
  'user_token_key.added': '用户令牌公钥已添加',
  'person.invited': '成员已邀请',
  'person.password_set': '成员已设密码',
  'person.disabled': '成员已停用',
  'person.enabled': '成员已启用',
  'person.role_removed': '成员角色已移除',
  'person.sessions_ended': '成员已被登出',
  'staff.updated': '店员已修改',
  'device.registered': '设备已登记',
  'sign_in_link.created': '登录链接已生成',
  'signing_secret.created': '签名密钥已创建',
  'operation.registered': '查询文档已登记',
  'media.uploaded': '图片已上传',
  'store.created': '门店已创建',
  'store.updated': '门店已修改',
  'store.submitted': '门店已提交审核',
  'store.approved': '门店审核通过',
  'store.rejected': '门店审核未通过',
  'store.deleted': '门店已删除',
  'store.verification_codes_set': '门店验证码已设置',
  'card.created': '卡券已创建',
  'card.submitted': '卡券已提交审核',
  'card.approved': '卡券审核通过',
  'card.rejected': '卡券审核未通过',
  'card.updated': '卡券已修改',
  'card.withdrawn': '卡券已下架',
  'card.relisted': '卡券已重新上架',
  'card.deleted': '卡券已删除',
  'card.testers_set': '测试白名单已设置',
  'card.self_redemption_set': '自助核销已设置',
  'card.rotating_code_set': '动态码已设置',
  'card.audience_set': '指定用户已设置',
  'card.claim_challenge_set': '领取前验证已设置',
  'claim_draw.scheduled': '抽签已设置',
  'claim_draw.cancelled': '抽签已取消',
  'claim_draw.drawn': '已抽签',
  'claim_draw.settled': '抽签结果已定',
  'claim_draw.ended': '抽签已结束',
  'card.distributed': '卡券已投放',
  'card.claimed': '卡券已领取',
  'card.stock_changed': '库存已调整',
  'card.stock_low': '库存不足',
  'codes.deposited': 'code 已导入',
  'code.replaced': 'code 已更改',
  'code.voided': '券已作废',
  'code.deleted': '券已删除',
  'code.gifting': '券转赠中',
  'code.gifted': '券已转赠',
  'code.received': '券已接收',
  'code.gift_cancelled': '转赠已取消',
  'code.gift_timed_out': '转赠已超时',
  'code.viewed': '券被查看',
  'code.expired': '券已过期',
  'code.ticket_updated': '票面已更新',
  'code.redeemed': '券已核销',
  'code.redemption_reversed': '核销已撤销',
  'import.started': '导入已开始',
  'import.progressed': '导入进行中',
  'import.finished': '导入已结束',
  'import.cancelled': '导入已取消',
  'placement.created': '投放已创建',
  'placement.closed': '投放已结束',
  'message.left': '用户收到消息',
  'notice.left': '员工收到通知',
  'message.sent': '消息已发送',
  'broadcast.sent': '群发已发送',
  'webhook_endpoint.created': '推送端点已创建',
  'webhook_endpoint.updated': '推送端点已修改',
  'webhook_endpoint.deleted': '推送端点已删除',
  'webhook_endpoint.secret_rotated': '推送密钥已轮换',
  'webhook_endpoint.disabled': '推送端点已停用',
  'webhook_endpoint.tested': '推送端点测试',
  'events.replayed': '事件已补发',
};

const FIRST_ROOMS = ['card', 'code', 'codes', 'placement', 'store', 'import', 'message', 'broadcast'];

const rankOf = (type: string): number => {
  const rank = FIRST_ROOMS.indexOf(type.split('.')[0] ?? '');
  return rank === -1 ? FIRST_ROOMS.length : rank;
};

/** Types in the order in which somebody looks for them: of cards and codes first. */
export const inOrder = (types: readonly string[]): string[] =>
  [...types].sort((one, other) => rankOf(one) - rankOf(other));

/** A type of event in words. One that this page does not know yet is told by its name. */
export function eventName(type: string, language: Language): string {
  const chinese = CHINESE[type];
  if (language === 'zh-CN' && chinese !== undefined) return chinese;
  const words = type.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { type LanguageTag, languageTagOf } from '../pages/language.ts';

const en = {
  signIn: 'Sign in',
  login: 'Login',
  password: 'Password',
  signInFailed: 'That did not work',
  needsScript: 'Signing in by password needs JavaScript; a sign-in link does not.',
  signOut: 'Sign out',
  you: 'You',
  name: 'Name',
  role: 'Role',
  operator: 'Operator',
  merchant: 'Merchant',
  merchantName: 'Name',
  merchants: 'Merchants',
  noMerchants: 'None yet',
  appId: 'App ID',
  timeZone: 'Time zone',
  status: 'Status',
  sandbox: 'Sandbox',
  live: 'Live',
  keys: 'Keys',
  noKeys: 'None yet',
  keysHidden: 'Your role does not show keys.',
  kind: 'Kind',
  ending: 'Ends with',
  created: 'Created',
  active: 'Active',
  revoked: 'Revoked',
  expired: 'Expired',
  openConsole: 'Open the console',
  tryOut: 'Try the API out (GraphiQL)',
  secretsNote: 'A key is shown once, when it is made.',
  chooseMerchant: 'Choose a merchant',
} as const;

type Texts = Readonly<Record<keyof typeof en, string>>;

const zhCn: Texts = {
  signIn: '登录',
  login: '账号',
  password: '密码',
  signInFailed: '登录失败',
  needsScript: '使用密码登录需要启用 JavaScript；一次性登录链接则不需要。',
  signOut: '退出登录',
  you: '当前用户',
  name: '姓名',
  role: '角色',
  operator: '运营方',
  merchant: '商户',
  merchantName: '名称',
  merchants: '商户',
  noMerchants: '暂无',
  appId: 'App ID',
  timeZone: '时区',
  status: '状态',
  sandbox: '沙箱',
  live: '正式',
  keys: '密钥',
  noKeys: '暂无',
  keysHidden: '您的角色无权查看密钥。',
  kind: '类型',
  ending: '末四位',
  created: '创建时间',
  active: '有效',
  revoked: '已吊销',
  expired: '已过期',
  openConsole: '进入控制台',
  tryOut: '调试接口（GraphiQL）',
  secretsNote: '密钥仅在创建时显示一次。',
  chooseMerchant: '请选择商户',
};

export type PageLanguage = { tag: LanguageTag; texts: Texts };

/** The page's language and its texts. */
export function pageLanguage(acceptLanguage: string | null): PageLanguage {
  const tag = languageTagOf(acceptLanguage);
  return { tag, texts: tag === 'zh-CN' ? zhCn : en };
}

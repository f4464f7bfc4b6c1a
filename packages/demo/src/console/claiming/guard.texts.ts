import type { ClaimChallenge } from '../../generated/console.ts';
import { inBothLanguages } from '../language/language.tsx';

/** From the lightest to the heaviest. */
export const CHALLENGES: readonly ClaimChallenge[] = ['NEVER', 'WHEN_BUSY', 'ALWAYS'];

export const guardTexts = inBothLanguages(
  {
    cardTitle: '领取保护',
    challenge: '领取前验证',
    challengeHint: '用来拖慢脚本：用户的手机在后台计算，无需操作。自建页面须加载 challenge.js。',
    challenges: { NEVER: '从不', WHEN_BUSY: '繁忙时', ALWAYS: '每次' },
    asMerchant: (setting: string) => `按商户设置（${setting}）`,
    saved: '已保存',
    merchantTitle: '领取保护',
    merchantHint: '对所有卡券生效，2 秒内生效。卡券可以单独设置领取前验证。',
    ticket: '必须先打开领取页面',
    ticketHint: '领取时须带上页面 5 分钟内的凭据。使用 SDK 的页面无需改动。',
    onlyOwner: '只有所有者可以更改。',
  },
  {
    cardTitle: 'What guards a claim',
    challenge: 'Challenge before a claim',
    challengeHint:
      'It slows scripts down: the user’s phone computes by itself. Pages of your own have to load challenge.js.',
    challenges: { NEVER: 'Never', WHEN_BUSY: 'When busy', ALWAYS: 'Always' },
    asMerchant: (setting: string) => `As the merchant’s (${setting})`,
    saved: 'Saved',
    merchantTitle: 'What guards claims',
    merchantHint: 'Of all cards, within two seconds. A card can have a challenge setting of its own.',
    ticket: 'Only from an opened page',
    ticketHint: 'A claim brings a ticket of its page, five minutes old at most. Pages with the SDK need no change.',
    onlyOwner: 'Only an owner can change this.',
  },
);

import { assertCardAllows, getCard } from '../domain/cards/index.ts';
import { articleHtmlOf, createPlacement, findArticleOf, placementUrl } from '../domain/placements/index.ts';
import { ok, requiredText, type Route } from './kit/route.ts';
import { qrCodeDraftOf, qrCodePath, shelfDraftOf, shelfPath } from './placements.wire.ts';

const qrCode: Route = {
  access: 'token',
  methods: ['POST'],
  takes: 'json',
  wirePathOf: qrCodePath,
  async answer({ ctx, body }) {
    const { draft, seconds } = qrCodeDraftOf(body);
    const { token } = await createPlacement(ctx, draft);
    return ok({
      ticket: token,
      expire_seconds: seconds,
      url: placementUrl(ctx.publicUrl, token),
      show_qrcode_url: `${ctx.publicUrl}/cgi-bin/showqrcode?${new URLSearchParams({ ticket: token })}`,
    });
  },
};

export const placementRoutes: Readonly<Record<string, Route>> = {
  '/card/qrcode/create': qrCode,
  // The older address, with the same actions (contract §3.1).
  '/cgi-bin/qrcode/create': qrCode,
  '/card/landingpage/create': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: shelfPath,
    async answer({ ctx, body }) {
      const { token, pageId } = await createPlacement(ctx, shelfDraftOf(body));
      return ok({ url: placementUrl(ctx.publicUrl, token), page_id: pageId });
    },
  },
  '/card/mpnews/gethtml': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: () => 'card_id',
    // One article is enough for a card: its HTML may be asked for again and again.
    async answer({ ctx, body }) {
      const card = await getCard(ctx, { id: requiredText(body, 'card_id', 41012) });
      assertCardAllows(ctx, card, 'CLAIM');
      const known = await findArticleOf(ctx, card.id);
      const { token } = known ?? (await createPlacement(ctx, { kind: 'ARTICLE', cards: [{ cardId: card.id }] }));
      const url = placementUrl(ctx.publicUrl, token);
      return ok({ content: articleHtmlOf({ url, cards: [card], language: 'zh-CN' }) });
    },
  },
};

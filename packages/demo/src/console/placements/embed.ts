type Embedded = { token: string; url: string; cardIds: readonly string[] };

/**
 * What a developer pastes into an H5 page to embed what a placement hands out: one card as its claim, several as a list
 * with one button for all, in their order and each once. The two dots-values are theirs to fill in.
 */
export function embedOf(origin: string, { token, url, cardIds }: Embedded): string {
  const cards = [...new Set(cardIds)];
  const [script, element, attributes] =
    cards.length === 1
      ? ['claim.js', 'kq-claim', `card-id="${cards[0]}" placement="${token}"`]
      : ['claim-list.js', 'kq-claim-list', `card-ids="${cards.join(' ')}" placement="${token}" mode="all"`];
  return [
    `<script defer src="${origin}/sdk/v1/${script}"`,
    `  data-endpoint="${origin}/graphql"`,
    '  data-key="pk_…"',
    '  data-token-url="/…"></script>',
    '',
    `<${element} ${attributes}>`,
    `  <a href="${url}">领取优惠券</a>`,
    `</${element}>`,
  ].join('\n');
}

/** What a developer pastes into an H5 page to embed one card. The two dots-values are theirs to fill in. */
export const snippetOf = (origin: string, cardId: string): string =>
  [
    `<script defer src="${origin}/sdk/v1/claim.js"`,
    `  data-endpoint="${origin}/graphql"`,
    '  data-key="pk_…"',
    '  data-token-url="/…"></script>',
    '',
    `<kq-claim card-id="${cardId}">`,
    `  <a href="${origin}/c/${cardId}">领取优惠券</a>`,
    '</kq-claim>',
  ].join('\n');

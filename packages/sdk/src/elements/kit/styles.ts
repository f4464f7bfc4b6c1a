/** Where styles may come from, best first: no policy forbids the first two. */
export type StyleSource = {
  readonly css: string;
  readonly cssHref?: string | undefined;
  readonly nonce?: string | undefined;
};

/**
 * Styles a shadow root under any content security policy: a constructed sheet, where the engine knows them, else a
 * link to `sdk.css`, else a `<style>` with the page's nonce.
 */
export function adoptStyles(root: ShadowRoot, { css, cssHref, nonce = '' }: StyleSource): void {
  if (knowsSheets(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const node = document.createElement(cssHref ? 'link' : 'style');
  root.append(Object.assign(node, cssHref ? { rel: 'stylesheet', href: cssHref } : { nonce, textContent: css }));
}

/** Types know today's engines only. */
const knowsSheets = (root: object): boolean => 'adoptedStyleSheets' in root;

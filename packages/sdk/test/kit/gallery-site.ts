import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@kaquan/browser';
import { type Site, startSite } from './site.ts';

const GALLERY = readFileSync(join(import.meta.dirname, 'gallery.js'), 'utf8');
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

/** The strictest policy that lets a page have scripts, styles and pictures of its own. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export type GalleryLook = {
  lang?: string;
  dir?: string;
  width?: number;
  isDark?: boolean;
  attributes?: Record<string, string>;
  /** The file that is loaded. */
  script?: string;
};

/** A page with elements in every state, under the strictest policy, and what went wrong on it. */
export type Gallery = {
  readonly page: Page;
  /** What was logged, thrown or refused by the policy. */
  readonly faults: string[];
  show: (options?: {
    states?: string[];
    kinds?: boolean;
    attributes?: Record<string, string>;
  }) => Promise<(string | null)[]>;
  /** A list whose rows are in these states; gives its own. */
  showList: (options?: ListWish) => Promise<string | null>;
};

export type ListWish = { rows?: string[]; items?: object[]; attributes?: Record<string, string> };

/** A site whose gallery needs no server behind it. */
export async function startGallerySite(): Promise<Site> {
  const site = await startSite('http://127.0.0.1:1');
  site.answer(
    '/gallery.js',
    (_req, res) => void res.writeHead(200, { 'Content-Type': 'text/javascript' }).end(GALLERY),
  );
  site.answer('/logo.png', (_req, res) => void res.writeHead(200, { 'Content-Type': 'image/png' }).end(LOGO));
  site.answer('/favicon.ico', (_req, res) => void res.writeHead(204).end());
  site.answer('/page.css', (_req, res) => {
    const css =
      'body{margin:0;font-family:sans-serif}main{padding:16px;display:grid;grid-template-columns:minmax(0,1fr);grid-gap:16px}.dark{background:#111;color:#eee}';
    res.writeHead(200, { 'Content-Type': 'text/css' }).end(css);
  });
  return site;
}

export async function openGallery(browser: Browser, site: Site, look: GalleryLook = {}): Promise<Gallery> {
  const { lang = 'zh-CN', dir = 'ltr', width = 375, isDark = false, attributes = {}, script = 'claim.js' } = look;
  const html = `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Coupons</title><link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/sdk/reserve.css"></head><body class="${isDark ? 'dark' : ''}"><main><h1>Coupons</h1></main><script src="/sdk/${script}"></script><script src="/gallery.js"></script></body></html>`;
  site.page('/gallery', html, { 'Content-Security-Policy': STRICT_POLICY });
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${site.url}/gallery`);
  const themed = isDark ? { theme: 'dark' } : {};
  return {
    page,
    faults,
    show: (options = {}) =>
      page.evaluate(inPage, {
        ...options,
        attributes: { ...themed, ...attributes, ...options.attributes },
      }),
    showList: (options = {}) =>
      page.evaluate(listInPage, { ...options, attributes: { ...themed, ...attributes, ...options.attributes } }),
  };
}

/** Runs inside the page, where gallery.js has left its function. */
function inPage(options: object): Promise<(string | null)[]> {
  return (window as unknown as { gallery(options: object): Promise<(string | null)[]> }).gallery(options);
}

/** As above, for a list. */
function listInPage(options: object): Promise<string | null> {
  return (window as unknown as { galleryList(options: object): Promise<string | null> }).galleryList(options);
}

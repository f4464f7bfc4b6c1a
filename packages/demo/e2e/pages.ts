import { type Browser, launchBrowser, type Page } from '@kaquan/browser';
import type { Desk } from './desk.ts';
import { type RunningServer, startServer } from './server.ts';
import { deskOf } from './desk.ts';

export type View = {
  width?: number;
  scheme?: 'light' | 'dark';
  locale?: 'zh-CN' | 'en';
  /** Whether the console may keep its files with a worker; no when absent: what tests lose on the way, it would not see. */
  hasWorker?: boolean;
  /** How far the clock of the device is ahead. */
  clockAheadMs?: number;
};

/** A server, a browser, and what the pages complained about. */
export type Stage = {
  server: RunningServer;
  desk: Desk;
  /** A page of a browser that nobody is signed in to. */
  open: (path: string, view?: View) => Promise<Page>;
  /** A page of the console, for an owner or whom the link is for. */
  signedIn: (path: string, view?: View & { link?: string }) => Promise<Page>;
  /** Broken policies, uncaught errors and console errors of all pages so far; a test may expect some. */
  complaints: string[];
  stop: () => Promise<void>;
};

/** A page that has not answered by then never will. */
const PATIENCE_MS = 12_000;

export async function setStage(): Promise<Stage> {
  const server = await startServer();
  const [desk, browser] = await Promise.all([deskOf(server), launchBrowser()]);
  const complaints: string[] = [];
  const open: Stage['open'] = async (path, view = {}) => {
    const page = await newPage(browser, view);
    listen(page, complaints);
    await page.goto(server.sandbox.url + path);
    return page;
  };
  return {
    server,
    desk,
    open,
    signedIn: async (path, { link, ...view } = {}) => {
      const page = await newPage(browser, view);
      listen(page, complaints);
      await page.goto(link ?? (await desk.aSignInLink()));
      await page.goto(`${server.sandbox.url}/console${path}`);
      return page;
    },
    complaints,
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

async function newPage(browser: Browser, view: View): Promise<Page> {
  const { width = 1280, scheme = 'light', locale = 'zh-CN', hasWorker = false, clockAheadMs = 0 } = view;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 812 : 900 },
    colorScheme: scheme,
    locale,
    reducedMotion: 'reduce',
    serviceWorkers: hasWorker ? 'allow' : 'block',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  if (clockAheadMs !== 0) await context.clock.install({ time: Date.now() + clockAheadMs });
  return context.newPage();
}

/** Broken policies arrive as console errors. */
function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
}

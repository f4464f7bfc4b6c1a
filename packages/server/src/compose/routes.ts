import type { Config } from '../config.ts';
import { createFaceChanges } from '../delivery/face-changes.ts';
import { findOperation, identify, isKnownOrigin, type Root } from '../domain/access/index.ts';
import { type Identify, identifyCaller } from '../http/caller.ts';
import { refusalOf } from '../http/door-refusal.ts';
import type { Exchange } from '../http/exchange.ts';
import { createGate } from '../http/graphql/admit.ts';
import { createGraphqlHandler } from '../http/graphql/gate.ts';
import { createGraphqlSockets, type Sockets } from '../http/graphql/sockets.ts';
import { createConsole } from '../http/files/console.ts';
import { createSdkRoute, findSdk } from '../http/files/sdk.ts';
import { createShopRoute, type ShopMerchant } from '../http/files/shop.ts';
import { type Checks, healthHandler, readyHandler } from '../http/health.ts';
import { createHomeRoutes } from '../http/home/routes.ts';
import { createImportRoutes } from '../http/imports.ts';
import { createStoreImportRoutes } from '../http/imports-stores.ts';
import { createIdentityRoutes } from '../http/identity/routes.ts';
import { createMediaRoutes } from '../http/media.ts';
import { type Metrics, metricsHandler } from '../http/metrics.ts';
import { createClaimPageRoute } from '../http/pages/claim/routes.ts';
import { createHolderPageRoutes } from '../http/pages/holder/routes.ts';
import { createPlacementPageRoutes } from '../http/pages/placement/routes.ts';
import { at, type Route } from '../http/routes.ts';
import { createSessionRoutes } from '../http/session.ts';
import { weixinRoutes } from '../weixin/index.ts';
import type { ViewCounter } from '../workers/view-counter.ts';
import { createGraphqlEngine } from './graphql-engine.ts';
import { createFaceReader, type SdkDocument } from './sdk-documents.ts';

export type RoutesOptions = {
  config: Config;
  root: Root;
  metrics: Metrics;
  checks: Checks;
  /** Documents that the SDK of this installation sends; null: it was not built. */
  documents: readonly SdkDocument[] | null;
  /** Counts one opening of the page of a placement. */
  countView: ViewCounter['count'];
  /** The merchant of the demo shop, once it is known; null: there is none. */
  shopMerchant: () => ShopMerchant | null;
  /** Takes faults of ours, once each, to be logged. */
  onFault: (fault: unknown, requestId: string) => void;
};

/** The router table, every address of the server and who answers there; and the sockets of the GraphQL door. */
export function createRoutes(options: RoutesOptions): Doors {
  const { config, root, metrics, checks, onFault } = options;
  const { showsGraphiql, compilesDocuments } = config;
  const who: Identify = (credentials, facts) => identify(root, credentials, facts);
  const engine = createGraphqlEngine({
    root,
    showsGraphiql,
    compilesDocuments,
    onFault,
    onOutcome: (operation, outcome) => metrics.countOutcome({ operation, outcome, door: 'graphql' }),
  });
  const gate = createGate({
    identify: who,
    isKnownOrigin: (origin) => isKnownOrigin(root, origin),
    findDocument: async ({ actor }, hash) => (await findOperation({ ...root, actor }, hash))?.text ?? null,
    engine,
    followFaces: createFaceChanges(root.ports.events.feed),
  });
  const routes = [
    at('/graphql', createGraphqlHandler(gate)),
    weixinRoute(root, metrics, onFault),
    at('/healthz', healthHandler),
    at('/readyz', readyHandler(checks)),
    at(
      '/metrics',
      metricsHandler({
        metrics,
        isPublic: config.hasPublicMetrics,
        isOperator: (exchange) => isOperator(exchange, who),
      }),
    ),
    ...createIdentityRoutes(root),
    ...createMediaRoutes({ root, identifyRequest: (exchange) => identifyCaller(exchange, who, { isWrite: true }) }),
    // Before the imports of codes, which answer for everything below their path.
    ...createStoreImportRoutes({ root, identifyRequest: (exchange, call) => identifyCaller(exchange, who, call) }),
    ...createImportRoutes({ root, identifyRequest: (exchange, call) => identifyCaller(exchange, who, call) }),
    ...pageRoutes(options, createFaceReader(engine, options.documents)),
  ];
  return { routes, sockets: createGraphqlSockets({ gate, publicUrl: () => root.publicUrl, onFault }) };
}

type FaceReader = ReturnType<typeof createFaceReader>;

/** The pages that this server hosts, and the files that they and others load. */
function pageRoutes({ config, root, shopMerchant, countView }: RoutesOptions, readFaces: FaceReader): Route[] {
  const { showsGraphiql, installationDir: installation } = config;
  const sdk = findSdk(installation);
  const console = createConsole({ root, installation });
  return [
    createSdkRoute(sdk),
    createClaimPageRoute({ root, sdk, readFaces }),
    ...createHolderPageRoutes({ root, sdk }),
    ...createPlacementPageRoutes({ root, sdk, readFaces, countView }),
    createShopRoute({ root, installation, sdkAddress: sdk.address, merchant: shopMerchant }),
    console.route,
    ...createSessionRoutes({
      root,
      isHttps: () => root.publicUrl.startsWith('https:'),
      homePath: async ({ isPhone }) => {
        if (!(await console.isBuilt())) return '/';
        return isPhone ? '/console/redeem' : '/console/';
      },
    }),
    ...createHomeRoutes({ root, showsGraphiql, hasConsole: console.isBuilt }),
  ];
}

async function isOperator(exchange: Exchange, who: Identify): Promise<boolean> {
  try {
    return (await identifyCaller(exchange, who, { isWrite: false })).actor.kind === 'operator';
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    return false;
  }
}

/** Requests find their route in order; sockets come by `Upgrade`. */
export type Doors = { routes: Route[]; sockets: Sockets };

/** The second door. Its answers are HTTP 200 whatever they say, so its outcomes are counted by errcode. */
function weixinRoute(root: Root, metrics: Metrics, onFault: RoutesOptions['onFault']): Route {
  const door = weixinRoutes(root, onFault);
  return {
    name: 'weixin',
    handles: door.handles,
    handle: async (exchange) => {
      const { url, facts } = exchange;
      const { errcode, merchantId } = await door.handle(exchange);
      if (merchantId !== null) facts.merchantId = merchantId;
      metrics.countOutcome({
        operation: url.pathname,
        door: 'weixin',
        outcome: errcode === 0 ? 'OK' : String(errcode),
      });
    },
  };
}

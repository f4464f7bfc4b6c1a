/** Stays, and must be as it is: what takes the place of the rest calls it by these names. */
const same = (line) => ({ [line]: line });

/**
 * What stands in urql's files, by its beginning there, and what takes its place. In the client `d` is itself, `s` the
 * subject of operations, `E` the source of results, `n` the open sources by key, and `r` counts mutations.
 */
export const CUTS = {
  'urql-core-chunk.mjs': {
    // Documents have an id, variables are plain values, always in the same order: together they are the key.
    'var createRequest =':
      'var createRequest = (query, variables = {}) => ({ key: query.documentId + JSON.stringify(variables), query, variables });',
  },
  'urql-core.mjs': {
    ...same(
      'import { toPromise as f, take as h, filter as k, subscribe as y, map as m, tap as x, merge as g, mergeMap as w, takeUntil as O, make as E, onPush as b, share as N, fromPromise as q, fromValue as _, makeSubject as D, lazy as S, onStart as P, switchMap as R, publish as V, takeWhile as M, onEnd as A } from "wonka";',
    ),
    ...same(
      'import { k as r, s as t, m as n, C as a, a as o, b as s, c, d as u, e as d, f as p, g as l, h as v } from "./urql-core-chunk.mjs";',
    ),
    ...same('  var r = 0;'),
    ...same('  var n = new Map;'),
    ...same('  var s = D();'),
    // Without a cache no result is stale, or is kept for who comes later, and nothing is asked anew.
    '  var t = new Map;': '',
    '  var a = new Set;': '',
    '  var i = [];': '',
    '  var c = !1;': '',
    '  function nextOperation(e) {': '',
    '  function dispatchOperation(e) {': '',
    // Questions that are the same and open share a source, which sends when somebody begins to read it, and ends with
    // its answer, or tells the exchange that nobody reads it any more. Each mutation is a wish of its own, even if
    // another says the same.
    '  var makeResultSource = e => {': `  var makeResultSource = e => {
    var r = k(r => r.operation.key === e.key)(E);
    r = M(r => r.hasNext, true)(r);
    r = P(() => s.next(e))(r);
    return N(A(() => {
      n.delete(e.key);
      s.next({ ...e, kind: "teardown" });
    })(r));
  };
  var run = (kind, request, context = {}) => {
    var e = { ...request, kind, context, key: "mutation" === kind ? r += 1 : request.key };
    return withPromise(S(() => {
      var r = n.get(e.key);
      if (!r) n.set(e.key, r = makeResultSource(e));
      return r;
    }));
  };`,
    '  var d = Object.assign(u, {': `  var d = {
    executeQuery: (e, r) => run("query", e, r),
    executeSubscription: (e, r) => run("subscription", e, r),
    executeMutation: (e, r) => run("mutation", e, r),
    query: (e, r, t) => run("query", v(e, r), t),
    subscription: (e, r, t) => run("subscription", v(e, r), t),
    mutation: (e, r, t) => run("mutation", v(e, r), t)
  };`,
    'function withPromise(e) {': `function withPromise(e) {
  e.toPromise = () => f(e);
  e.subscribe = r => y(r)(e);
  return e;
}`,
    // There is one exchange, which needs to know nothing, and forwards nothing.
    '  var w = composeExchanges(e.exchanges);': '  var w = e.exchanges[0];',
    '  var E = N(w({': '  var E = N(w()(s.source));',
    // Nothing looks at what kind of thing the client is, or what it was made with.
    '  var u = this instanceof Client ? this : Object.create(Client.prototype);': '',
    '  var o = {': '',
  },
};

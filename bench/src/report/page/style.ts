/** Works without network, by day and by night, from a phone's width on. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2329; --soft: #5b6670; --line: #d7dde2; --paper: #fff; --ours: #0a7d4b; --fast: #7a8794; --theirs: #b3bdc6; --good: #0a6b40; --bad: #a3301c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaee; --soft: #a0abb5; --line: #36404a; --paper: #14191e; --ours: #35c486; --fast: #8b98a5; --theirs: #4f5b66; --good: #4fd498; --bad: #ff8d75; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 74rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; margin: 0.5rem 0; }
h2 { font-size: 1.15rem; margin: 0; }
h2::first-letter { text-transform: uppercase; }
section { margin: 2rem 0; padding-top: 1rem; border-top: 1px solid var(--line); }
p, .facts { color: var(--soft); margin: 0.25rem 0 0.75rem; }
svg { display: block; width: 100%; }
svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
svg .bar { fill: var(--theirs); }
svg .kaquan { fill: var(--ours); }
svg .fast, svg .coalesced { fill: var(--fast); }
.scroll { overflow-x: auto; margin: 0.75rem 0; }
.scroll:focus-visible { outline: 2px solid var(--ours); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.85rem; }
th, td { padding: 0.25rem 0.6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child, .bar-table :is(th, td) { text-align: left; }
td:first-child { padding-left: 0; }
thead th { color: var(--soft); font-weight: 500; }
ul { padding-left: 1.1rem; margin: 0.5rem 0; }
.met { color: var(--good); font-weight: 600; }
.short { color: var(--bad); font-weight: 600; }
.unknown { color: var(--soft); }
`;

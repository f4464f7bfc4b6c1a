import './node.queries.ts';

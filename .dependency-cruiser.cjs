// The import walls of the house; the table behind them is docs/decisions/0003-walls-are-machines.md.
// Tests and scripts stand outside the walls, products never import them.
const doors = require('./tools/house-rules/walls/doors.cjs');
const packages = require('./tools/house-rules/walls/packages.cjs');
const rooms = require('./tools/house-rules/walls/rooms.cjs');

module.exports = {
  forbidden: [...packages, ...rooms, ...doors],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/', '/dist/'] },
    exclude: { path: ['/dist/', '/coverage/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};

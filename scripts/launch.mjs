// `npm start`, `npm test`, `npm run soak`, `npm run bench`, `npm run kaquan`: works on a fresh clone with nothing but Node and npm.
// Old syntax in this file only, so that an old Node reaches the message below.
const version = process.versions.node.split('.').map(Number);
const isNewEnough = version[0] > 20 || (version[0] === 20 && version[1] >= 19);

if (isNewEnough) {
  void import('./kit/commands.mjs').then(function (commands) {
    return commands.launch(process.argv.slice(2));
  });
} else {
  process.stderr.write(
    'Kaquan needs Node 20.19 or newer; this is ' +
      process.versions.node +
      '. Install it from https://nodejs.org and try again.\n',
  );
  process.exitCode = 1;
}

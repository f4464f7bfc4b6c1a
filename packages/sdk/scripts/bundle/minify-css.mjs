/** Without comments and needless white space. Enough for our own style sheets, whose texts hold neither. */
export const minifyCss = (css) =>
  shortNames(css)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,!]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/ \/ /g, '/')
    .replace(/="([\w-]+)"/g, '=$1')
    .replace(/([ ,(:])0\./g, '$1.')
    .replace(/;\}/g, '}')
    .trim();

/** Properties that a sheet defines for itself (`--_text`) get names of one letter; what scripts set keeps its name. */
function shortNames(css) {
  const names = Array.from(new Set(css.match(/--_\w+(?=:)/g)));
  return css.replace(/--_\w+/g, (name) => {
    const place = names.indexOf(name);
    return place < 0 ? name : `--_${String.fromCharCode(97 + place)}`;
  });
}

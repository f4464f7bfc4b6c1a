/** What elements stand on. Where there is no page (a server that renders), it is an empty class, so imports work. */
export const HostElement: typeof HTMLElement = typeof HTMLElement === 'undefined' ? emptyClass() : HTMLElement;

/** Never made into an object there: nothing asks for an element on a server. */
function emptyClass(): typeof HTMLElement {
  return class {} as typeof HTMLElement;
}

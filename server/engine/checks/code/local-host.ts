/** Tells hosts of the machine itself by their names. */

/** `localhost`, `127.0.0.1`, also in an address; a container's name without a dot counts as local too. */
export function isLocalHost(address: string): boolean {
  const host = (/^[a-z][a-z\d+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(address)?.[1] ?? address.replace(/:\d+$/, '')).toLowerCase();
  return host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local') || /^127\.|^0\.0\.0\.0$|^\[?::1\]?$|^host\.docker\.internal$/.test(host);
}

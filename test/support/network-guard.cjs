/**
 * Closes every way out of a process, loaded before all else (`node --require`) or into an extension host: each call is told on the error
 * output, kept in `refused`, and throws, also where whoever calls says nothing of it. Sockets of a file's path, by which editors talk to
 * servers, are not the network. Where NETWORK_GUARD_FOR names a folder, only calls from its files are refused, and processes are not looked
 * at: an extension host has more than one extension in it, and ours starts its server.
 */
'use strict';

const folder = process.env.NETWORK_GUARD_FOR;
const refused = [];
exports.refused = refused;

/** Deep enough for a call that a library makes for its caller. */
if (folder !== undefined) Error.stackTraceLimit = 100;

function closed(name, open) {
  return function (...args) {
    if (folder !== undefined && !new Error().stack.includes(folder)) return new.target === undefined ? Reflect.apply(open, this, args) : Reflect.construct(open, args, new.target);
    refused.push(name);
    process.stderr.write(`NETWORK ${name}\n`);
    throw new Error(`the network is not there: ${name}`);
  };
}

function close(name, holder, ways) {
  for (const member of Object.getOwnPropertyNames(holder)) {
    const { value, writable } = Object.getOwnPropertyDescriptor(holder, member);
    if (ways.test(member) && typeof value === 'function' && writable) holder[member] = closed(`${name}.${member}`, value);
  }
}

const ways = /^(?:connect|create(?!SecureContext)|request|get$|lookup|resolve|reverse|spawn|exec|fork|bind|send|listen)/;
const modules = ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', ...(folder === undefined ? ['child_process'] : [])];
for (const name of modules) close(name, require(`node:${name}`), ways);

const [net, dgram, dns, { EventEmitter }, { Duplex }] = ['net', 'dgram', 'dns', 'events', 'stream'].map((name) => require(`node:${name}`));
const shared = new Set([null, Object.prototype, EventEmitter.prototype, Duplex.prototype]);
const classes = { 'net.Socket': net.Socket, 'net.Server': net.Server, 'dgram.Socket': dgram.Socket, 'dns.Resolver': dns.Resolver, 'dns.promises.Resolver': dns.promises.Resolver };
for (const [name, { prototype }] of Object.entries(classes)) for (let holder = prototype; !shared.has(holder); holder = Object.getPrototypeOf(holder)) close(name, holder, ways);

for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) if (folder === undefined || name in globalThis) globalThis[name] = closed(name, globalThis[name]);

// Loaded into the CLI and every Node process that it starts (NODE_OPTIONS): nothing leaves this machine. What is
// tried is refused, and written down, so that a test can see it.
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const isLoopback = (host) =>
  host === undefined || /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/i.test(host);

function refuse(what) {
  fs.appendFileSync(process.env.ADDONS_GUARD_LOG, `${what}\n`);
  return Object.assign(new Error(`The test let nothing leave this machine: ${what}`), {
    code: 'ECONNREFUSED',
  });
}

/** The host of `connect(options)`, `connect(port, host)` and the array that Node hands on inside; undefined for a path. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    return first.path ? undefined : first.host;
  }
  return typeof second === 'string' ? second : undefined;
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function guardedConnect(...args) {
  const host = hostOf(args);
  if (isLoopback(host)) {
    return connect.apply(this, args);
  }
  const error = refuse(`connect ${host}`);
  process.nextTick(() => this.destroy(error));
  return this;
};

const guardLookup = (holder, name) => {
  const original = holder[name];
  holder[name] = function guarded(host, ...rest) {
    if (isLoopback(host)) {
      return original.call(this, host, ...rest);
    }
    const error = refuse(`${name} ${host}`);
    const callback = rest.at(-1);
    if (typeof callback !== 'function') {
      return Promise.reject(error);
    }
    process.nextTick(callback, error);
    return undefined;
  };
};

const lookups = [
  'lookup',
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveSrv',
  'resolveTxt',
  'reverse',
];
for (const name of lookups) {
  guardLookup(dns, name);
  if (name in dns.promises) {
    guardLookup(dns.promises, name);
  }
}

dgram.Socket.prototype.send = function guardedSend() {
  throw refuse('send a datagram');
};

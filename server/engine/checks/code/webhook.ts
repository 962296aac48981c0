/** Reports webhooks that believe whoever calls them. Who sends webhooks and how they are checked, rules/models/webhooks says. */
import type { Entry, Facts } from '../../facts/facts';
import { handlersOf } from '../../facts/lookup';
import type { RuleData } from '../../rules/rule';
import type { Draft } from '../../finding';
import { isFunctionValue } from '../../syntax/names';
import { ts, unwrapped } from '../../syntax/script';
import { nameOf } from '../../text/uri';
import { fill, type Checker } from '../checker';
import { nodesAround } from '../fixes/fix';
import { callsIn, signatureChecks, webhookModel, type WebhookModel } from '../own-check';
import { mentions } from './functions';

export const unsignedWebhook: Checker = {
  name: 'unsigned-webhook',
  over: ['entries'],
  *run(rule, facts) {
    const model = webhookModel(facts);
    const checks = signatureChecks(facts);
    const compared = new RegExp(model.compared, 'i');
    for (const entry of facts.entries) {
      const sender = isOpen(entry) ? senderOf(entry, model, facts) : undefined;
      yield sender === undefined || isChecked(entry, checks, compared, facts) || handsOn(entry, sender, facts) || readsNothing(entry, facts) ? undefined : draftOf(rule, entry, sender.name);
    }
  },
};

/** Over HTTP, by anybody. */
function isOpen({ sender, entry }: Entry): boolean {
  return sender.level === 'anonymous' && entry.events.some((event) => event === 'http' || event === 'load-balancer' || event === 'unknown');
}

function isChecked(entry: Entry, checks: RegExp, compared: RegExp, facts: Facts): boolean {
  const files = [entry.entry.uri, ...entry.report.files];
  if (callsIn(files, facts, checks)) return true;
  return files.some((uri) => compared.test(facts.snapshot.file(uri)?.text ?? ''));
}

/** `headers: { 'stripe-signature': request.headers.get('stripe-signature') }`: who gets the request next has the signature to check. */
function handsOn({ entry }: Entry, { header }: Provider, facts: Facts): boolean {
  const text = facts.snapshot.file(entry.uri)?.text ?? '';
  return new RegExp(`['"]${header}['"]\\]?\\s*[:=,][^,;{}]*['"]${header}['"]`, 'i').test(text) && /\b(?:fetch|axios|got|request)\b/.test(text);
}

/** A function beside the webhook that does the same whatever it is sent: `export const remind = async () => …`. */
function readsNothing({ entry: { uri, location } }: Entry, facts: Facts): boolean {
  const script = facts.snapshot.script(uri);
  const holder = script === undefined ? undefined : nodesAround(script, location.span).find((node) => ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node));
  const value = holder !== undefined && ts.isVariableDeclaration(holder) && holder.initializer !== undefined ? unwrapped(holder.initializer) : holder;
  if (value === undefined || !(ts.isFunctionDeclaration(value) || isFunctionValue(value)) || value.body === undefined) return false;
  const { body, parameters: [first] } = value;
  return first === undefined ? mentions(body, 'arguments').length === 0 : ts.isIdentifier(first.name) && mentions(body, first.name.text).length === 0;
}

type Provider = WebhookModel['providers'][number];

/** Whose webhook it is; undefined where nothing says that it is one. */
function senderOf(hooked: Entry, { providers, paths }: WebhookModel, facts: Facts): Provider | undefined {
  const { entry } = hooked;
  const text = facts.snapshot.file(entry.uri)?.text ?? '';
  const lower = text.toLowerCase();
  const routes = handlersOf(hooked, facts).flatMap((handler) => handler.function.triggers.map((trigger) => trigger.route?.path ?? ''));
  const hook = new RegExp(paths, 'i');
  const named = [...routes, nameOf(entry.uri).replace(/\.\w+$/, ''), entry.name].some((name) => hook.test(name) || /webhook/i.test(name));
  return providers.find(({ header, fields, path }) => {
    const shown = lower.includes(header) || fields.some((field) => new RegExp(field).test(text));
    return shown || (named && routes.some((route) => new RegExp(path, 'i').test(route)));
  });
}

function draftOf(rule: RuleData, { entry, functions: all }: Entry, sender: string): Draft {
  const functions = [...new Set(all)];
  return { location: entry.location, message: fill(rule.message, { sender, handler: functions[0] ?? entry.name }), functions };
}

/** Lets a request go only to hosts of a list that the project writes. */
import { ts } from '../../syntax/script';
import { expressionAt, isTyped, replaced, textOf, type Proposer } from './fix';
import { endEdit, freshName, moduleEdit, usesOf } from './names';

const name = 'allowedUrl';

export const hostList: Proposer = ({ script, sink }) => {
  const found = expressionAt(script, sink.location.span);
  if (found === undefined) return undefined;
  const [holder] = found.around;
  const isUrl = holder !== undefined && ((ts.isCallExpression(holder) && holder.arguments[0] === found.node) || (ts.isPropertyAssignment(holder) && ts.isIdentifier(holder.name) && /^(url|uri|baseURL)$/.test(holder.name.text)));
  // An object of options has no text to check; a page's source is no address.
  if (!isUrl || ts.isObjectLiteralExpression(found.node) || /setContent$|renders|reaches/.test(`${sink.callee} ${sink.effect}`)) return undefined;
  const edit = replaced(found.node, `${name}(${textOf(found.node, script)})`, script);
  const title = 'Allow only the hosts of a list';
  if (usesOf(name, script).length > 0) return { title, kind: 'review', edits: [edit] };
  const list = freshName(script, 'allowedHosts');
  const typed = isTyped(script);
  const constant = `/** Hosts that this code may call. */\nconst ${list} = new Set${typed ? '<string>' : ''}([]);`;
  const check = `/** The address; throws where its host is not in the list. */
function ${name}(address${typed ? ': string' : ''})${typed ? ': string' : ''} {
  const url = new URL(address);
  if (url.protocol !== 'https:' || !${list}.has(url.host)) throw new Error('The host is not in the list');
  return url.href;
}`;
  return { title, kind: 'review', edits: [moduleEdit(constant, script), edit, endEdit(check, script)] };
};

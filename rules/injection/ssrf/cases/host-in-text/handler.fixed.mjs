import got from 'got';

/** Hosts that this code may call. */
const allowedHosts = new Set([]);

export const handler = async (event) => {
  for (const record of event.Records) await got(allowedUrl(`https://${record.body}/status`));
  //                                                       ^^^^^^^^^^^ 1: comes from the message
  //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body` (the trigger is assumed: no template names this handler) chooses where a request goes
};

/** The address; throws where its host is not in the list. */
function allowedUrl(address) {
  const url = new URL(address);
  if (url.protocol !== 'https:' || !allowedHosts.has(url.host)) throw new Error('The host is not in the list');
  return url.href;
}

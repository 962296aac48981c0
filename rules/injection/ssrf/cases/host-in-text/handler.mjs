import got from 'got';

export const handler = async (event) => {
  for (const record of event.Records) await got(`https://${record.body}/status`);
  //                                                       ^^^^^^^^^^^ 1: comes from the message
  //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body` (the trigger is assumed: no template names this handler) chooses where a request goes
};

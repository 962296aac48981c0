export const handler = async (event) => {
  for (const record of event.Records) {
    const { link, article } = JSON.parse(record.Sns.Message);
//                                       ^^^^^^^^^^^^^^^^^^ 4: comes from the message
    await fetch(article);
    await fetch(link);
//              ^^^^ 5: chooses where
//              ^^^^ `record.Sns.Message.link` (anyone can send it: the URL of share, its AuthType is NONE, and `share` publishes `body.link` to topic
  }
};

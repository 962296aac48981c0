import { execSync } from 'node:child_process';

export const handler = async (event) => {
  for (const { Sns } of event.Records) execSync('lp -t ' + Sns.Message);
  //                                            ^^^^^^^^^^^^^^^^^^^^^^ (it comes from outside: topic Orders, its messages carry data from elsewhere)
};

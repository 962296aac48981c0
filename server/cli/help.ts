/** What `serverless-warden --help` prints. */

export const help = `serverless-warden – finds what is insecure in serverless applications, in code and templates together

Usage
  serverless-warden scan [paths]            analyse files and folders (default: the current folder)
  serverless-warden threat-model [paths]    print the threat-model checklist
  serverless-warden policy FUNCTION | FILE[#EXPORT]
                                            print the least policy for what the code calls
  serverless-warden rules                   list all rules
  serverless-warden explain RULE            tell what a rule is about
  serverless-warden --help | --version

Options of scan
  --format text|json|sarif        how to report (default: text)
  --output FILE, -o FILE          write there instead of the terminal
  --fail-on SEVERITY              exit with 1 from this severity on: error, warning, information, hint, never (default: warning)
  --profile recommended|strict    which rules are on (default: recommended)
  --rule RULE                     report this rule or group only; may be repeated
  --config FILE                   use this settings file instead of the root's .serverless-warden.yml
  --root FOLDER                   the application's folder: settings are read there, and paths are reported relative to it
                                  (default: the folder that is given; for files and several folders, their repository)
  --include-tests                 report findings in tests and fixtures too
  --express-routes auto|always|never
                                  whether routes of Express and its like are entry points (default: auto)
  --trace FILE                    write down there what was worked out, and why
  --quiet, -q                     leave out the summary and what lies below --fail-on
  --color, --no-color             force colours on or off (NO_COLOR and FORCE_COLOR are heeded too)

Options of threat-model
  --format markdown|json          how to print (default: markdown)
  --output, --root, --config, --profile, --include-tests, --express-routes as above

Options of policy
  --explain                       tell which call is behind each action, and what is not known
  --format text|json              how to explain (default: text)
  --output, --root, --config as above
  A resource of the template is written as \${Table.Arn}, as Fn::Sub takes it.

Options of rules
  --format text|json

What is given here wins over the settings file. Nothing leaves this machine and nothing of the scanned code is run.

Exit codes
  0  nothing found at or above --fail-on
  1  something found
  2  wrong use, or a defect of the tool (told on the error output)
`;

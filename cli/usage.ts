/** What `gatehouse help` prints. */
export const USAGE = `gatehouse <command>

  start   synthesize, then serve the API on localhost, locked as the Terraform says
            --port N      default 3000, and the next one for the third-party issuer; 0 for any free ones
            --partner-port N     the port of the third-party issuer
            --host ADDRESS       listen on this address of the machine too, for emulators and devices; 0.0.0.0 is all
            --allow-host NAME    serve requests to this name or address too, as Host has it; may be given several times
            --https       serve over TLS, by an authority of this installation that devices can trust
            --from PATH   serve this Terraform instead of synthesizing, without an apply: a cdktf.out, a folder of HCL, a
                          plan or state; several are one system, as for access
            --var NAME=VALUE, --var-file FILE, --workspace NAME   as for access
            --api NAME    serve this API only; may be given several times. Several APIs, and an HTTP API, have their names
                          as the first segment of their paths
            --function NAME=DIR   bundle a function from its sources in DIR, by its handler
            --function NAME=URL   call a function at a Lambda runtime interface endpoint on this machine, in any language
            --refuse-unsupported  answer 501 where a part of the Terraform cannot be enforced, instead of not starting
            --accept ADDRESS      what cannot be read at ADDRESS, such as a module, has no say in who may call what; of a
                          stage: serve it without the client certificates that it asks for
            --state DIR   where users, keys and tables are kept; default .gatehouse
            --fresh       delete what is kept there first
            --users FILE  users to have from the start, with groups, password, attributes and TOTP; default "users" in
                          gatehouse.json, else one for each group
            --json        print one line of JSON to stdout when ready, everything else to stderr
            --no-watch    do not follow changes
            --no-throttle refuse no call for its rate, for load tests; quotas still count
            --environment NAME   as for synth; not with --from
            --backend FROM=TO    serve the origin FROM of an HTTP backend in the Terraform from the origin TO, such as
                          https://shop.example.com=http://localhost:8080; may be given several times
            --issuer endpoint    name this gate as the issuer of tokens, for clients that take keys only from below the
                          issuer; default cognito
            --source-ip IP       the source address of all calls, to try policies about addresses
            --country CC         the country of all calls, to try a firewall's rules about countries
  token USER
          sign a user of the running gate in by SRP, with the client that an app ships, and print the access token
            --id          the ID token
            --password P  default the one that the gate made
            --state DIR   of the gate; default .gatehouse
  synth   write cdktf.out/stacks/*/cdk.tf.json, and start nothing
            --environment NAME   dev, prod, …: one of stacks/environments.ts; default as in cdktf.json
  access [PATH…]
          who may call what, as the Terraform says: a cdktf.out, folders of HCL, plans or states as
          "terraform show -json" prints them. Several are one system, each called NAME in NAME=PATH, or by its
          file or folder; default the roots in gatehouse.json, else the project's cdktf.out
            --format F    text, markdown, json, html, sarif or github; default text
            --var NAME=VALUE, --var-file FILE, --workspace NAME   what Terraform would be run with; of folders of HCL
            --source DIR  the HCL that a plan or state was made from, for files and lines
            --width N     of the lines; default COLUMNS, or the terminal's; in a pipe they are not cut
            --verbose     list all places of equal warnings
            --why 'POST /pets' --as group:user   explain one decision, down to the policy's statement; a user in
                          several groups is group:user,group:admin; of several APIs 'NAME POST /pets'
          exit status 4: there is no route, and something was not read that may have some
  diff BASE HEAD, or diff PLAN
          what changes for whom between BASE and HEAD, or between the two sides of a plan; none is a side on which
          there is nothing
            --base PATH   of several roots, each of the old side; without it, the plans have both sides
            --head PATH   of several roots, each of the new side
            --format F    text, markdown, json, sarif or github; default text
            --var NAME=VALUE, --var-file FILE, --workspace NAME   as for access; they hold for both sides
            --source DIR  as for access
            --verbose     list all routes and resources of equal lines
            --allow-unknown   end with 0 where nothing is wider, but something cannot be told
          exit status 0: nobody may do more than before; 3: callers may do more, or others vouch for them; 4: nothing
          is wider, but something cannot be told
  guard PATH…
          stop what should not be merged: plans or folders, several as one system
            --base PATH   what they are compared with, once for each root, or none if there was nothing; default the
                          state before, if there is a plan
            --format F    text, markdown, json, sarif or github; default text
            --var NAME=VALUE, --var-file FILE, --workspace NAME   as for diff
            --source DIR  as for access
            --verbose     list all findings of a rule
            --config FILE waivers, expected widenings and accepted unknowns; default the nearest gatehouse.json,
                          from this folder up to the root of the repository
            --allow-unknown   end with 0 where no rule is broken, but something could not be checked
          exit status 3: a rule is broken, or an entry of the configuration matches nothing; 4: no rule is broken, but
          something could not be checked, or a rule had no base to compare with
  demo    play every caller against every route and compare with the declaration
  module DIR
          write a stack as a plain Terraform module: no provider, no backend, variables and outputs
            --stack NAME  the stack, as its folder in stacks/ is named; default the one in gatehouse.json, if it is the only one
            --from DIR    take the stack from DIR instead of cdktf.out

  Every command ends with 1 for an error in what it reads, and with 2 for a wrong option, path or setting.

  --help      print this, or behind a command what it takes, and do nothing else
  --version   print the version, and do nothing else
`;

/** What `gatehouse COMMAND --help` prints: its part of USAGE, and what holds for all; undefined of no command. */
export function usageOf(command: string): string | undefined {
  const parts = USAGE.split(/^(?= {2}[a-z])/m);
  const part = parts.find((one) => one.trimStart().split(/\s/, 1)[0] === command);
  if (part === undefined) return undefined;
  const [own = "", common = ""] = part.split(/\n\n(?= {2}\S)/);
  const [, every = common] = /^( {2}Every command .*)$/m.exec(USAGE) ?? [];
  return `gatehouse ${own.trim()}\n\n${every}\n`;
}

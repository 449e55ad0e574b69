/**
 * What Stryker's JSON reports say. A survivor is named by its file, the text of its line, the code and what the code was
 * changed to: none of them changes when other lines are added or removed.
 */

/** How many mutants of the reports had each outcome. */
function countsOf(reports) {
  const mutants = reports.flatMap(({ files }) => Object.values(files).flatMap((file) => file.mutants));
  const of = (status) => mutants.filter((mutant) => mutant.status === status).length;
  return {
    killed: of("Killed"),
    timeout: of("Timeout"),
    survived: of("Survived"),
    uncovered: of("NoCoverage"),
    error: of("RuntimeError"),
    ignored: of("Ignored"),
  };
}

/** Percent of the mutants that compile, load and are not left out. */
function scoreOf({ killed, timeout, survived, uncovered }) {
  const detected = killed + timeout;
  return (100 * detected) / (detected + survived + uncovered);
}

/** The survivors that `reasons` do not name. */
function unexplained(reports, reasons) {
  return survivors(reports).filter(
    (mutant) => !(reasons[mutant.file] ?? []).some((reason) => isOf(reason, mutant)),
  );
}

/** The entries of `reasons`, of the reports' files, that name no survivor. */
function unneeded(reports, reasons) {
  const left = survivors(reports);
  return reports
    .flatMap(({ files }) => Object.keys(files))
    .flatMap((file) => (reasons[file] ?? []).map((reason) => ({ file, ...reason })))
    .filter((reason) => !left.some((mutant) => mutant.file === reason.file && isOf(reason, mutant)));
}

function survivors(reports) {
  return reports.flatMap(({ files }) =>
    Object.entries(files).flatMap(([file, { mutants, source }]) =>
      mutants
        .filter(({ status }) => status === "Survived" || status === "NoCoverage")
        .map(({ location, replacement }) => ({
          file,
          line: source.split("\n")[location.start.line - 1].trim(),
          code: shortened(textAt(source, location)),
          to: shortened(replacement),
        })),
    ),
  );
}

function isOf(reason, mutant) {
  return reason.line === mutant.line && reason.code === mutant.code && reason.to === mutant.to;
}

/** The first line of a text of several. */
function shortened(text) {
  const [first, ...others] = text.split("\n");
  return others.length > 0 ? `${first.trimEnd()} …` : first;
}

/** Lines and columns of a location begin at 1; its end is exclusive. */
function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join("\n");
}

module.exports = { countsOf, scoreOf, unexplained, unneeded };

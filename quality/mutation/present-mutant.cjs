/** Stryker sets it for the time of one run of the tests. */
const VARIABLE = "__STRYKER_ACTIVE_MUTANT__";

/** The mutant that a test of this process was the last to notice. */
let noticed;

const present = () => process.env[VARIABLE];
const isNoticed = () => noticed !== undefined && noticed === present();
const notice = () => {
  noticed = present();
};

module.exports = { VARIABLE, present, isNoticed, notice };

-- What the figures of a period are counted from: every question by an index over its dates that holds all it needs, so
-- that it costs what the period holds. Rows of before are made again from their history.
ALTER TABLE cases ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
-- Whether the figures count it: not when triaged as no failure, nor when reclassified or merged.
ALTER TABLE cases ADD COLUMN in_figures BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE cases ADD COLUMN referred_outside_on TEXT;
ALTER TABLE handlings ADD COLUMN reference TEXT NOT NULL DEFAULT '';
ALTER TABLE handlings ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE handlings ADD COLUMN service_area TEXT;
-- Closed within the time limit as it was before any extension.
ALTER TABLE handlings ADD COLUMN met_unextended BOOLEAN;
-- When the time limit ends, extension included.
ALTER TABLE handlings ADD COLUMN due_on TEXT;
ALTER TABLE handlings ADD COLUMN compensation_pence BIGINT;
-- What the case is about: ids of natures, sorted, with one space between them.
ALTER TABLE handlings ADD COLUMN natures TEXT;
ALTER TABLE clocks ADD COLUMN counts BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE actions ADD COLUMN counts BOOLEAN NOT NULL DEFAULT TRUE;

DROP INDEX handlings_received;
DROP INDEX handlings_closed;
-- SQLite reads an index alone only where it also holds the columns of the index's own condition; they come last.
CREATE INDEX handlings_received ON handlings
    (organisation_id, route, received_on, channel, service_area, natures, case_no, counts) WHERE counts;
CREATE INDEX handlings_open ON handlings
    (organisation_id, route, closed_on, received_on, due_on, case_no, counts) WHERE counts AND closed_on IS NULL;
CREATE INDEX handlings_closed ON handlings
    (organisation_id, route, closed_on, effect, met, extended_to, days, received_on, due_on, met_unextended, outcome,
     first_contact, channel, service_area, code, compensation_pence, natures, case_no, counts)
    WHERE counts AND closed_on IS NOT NULL;
CREATE INDEX handlings_reclassified ON handlings (organisation_id, closed_on, case_no, number, effect)
    WHERE effect = 'reclassified';
CREATE INDEX clocks_due ON clocks (organisation_id, due_on, rule, verdict, case_no, counts, timescale)
    WHERE counts AND NOT timescale;
CREATE INDEX actions_due ON actions (organisation_id, due_on, kind, done_on, case_no, counts) WHERE counts;
CREATE INDEX cases_changed ON cases (organisation_id, changed_at, case_no);
CREATE INDEX cases_settled ON cases (organisation_id, closed_on, case_no, in_figures, first_contact)
    WHERE in_figures AND first_contact;
CREATE INDEX cases_unstated ON cases (organisation_id, received_on, case_no, in_figures, outcome_wanted)
    WHERE in_figures AND outcome_wanted IS NULL;
CREATE INDEX cases_outside ON cases (organisation_id, referred_outside_on, case_no, in_figures)
    WHERE in_figures AND referred_outside_on IS NOT NULL;
DROP INDEX cases_external;
CREATE INDEX cases_external ON cases (organisation_id, external_closed_on, external_outcome, case_no, in_figures)
    WHERE in_figures AND external_closed_on IS NOT NULL;
DROP INDEX cases_repeats;
CREATE INDEX cases_repeats ON cases (organisation_id, closed_on, reference, repeat_of, case_no, in_figures)
    WHERE in_figures AND repeat_of IS NOT NULL;

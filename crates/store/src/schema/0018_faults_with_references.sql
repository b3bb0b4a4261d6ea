-- Failures by the day they were closed, the latest case first: what comes again is counted and named in one pass over it.
DROP INDEX handlings_faults;
CREATE INDEX handlings_faults ON handlings
    (organisation_id, closed_on, case_no, number, code, service_area, reference, effect, counts)
    WHERE counts AND effect IN ('upheld', 'partly-upheld');

-- Upheld handlings of which it is not written what was found or learnt: reports count them and name the first.
CREATE INDEX handlings_silent ON handlings (organisation_id, closed_on, case_no)
    WHERE counts AND closed_on IS NOT NULL AND effect IN ('upheld', 'partly-upheld')
    AND (finding IS NULL OR learning IS NULL);

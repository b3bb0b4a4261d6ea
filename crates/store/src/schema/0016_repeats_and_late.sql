-- The case of a cause that was closed last is the first of its index, however many were closed on that day.
DROP INDEX cases_cause;
CREATE INDEX cases_cause ON cases (organisation_id, service_area, code, closed_on, case_no);

-- Handlings that were closed late: a report names each of them.
CREATE INDEX handlings_late ON handlings (organisation_id, closed_on, reference, route, days, case_no, counts, met)
    WHERE counts AND closed_on IS NOT NULL AND NOT met;

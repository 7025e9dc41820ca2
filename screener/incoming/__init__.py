"""A FHIR Questionnaire on its way in: made a flow of, as far as a flow can say what it says."""

/** Texts to try the page with: the reference example of the scheme, and two made up for it (no such trials were done). */
export const examples = [
  {
    name: "Topotecan",
    text:
      "In June 2003, the median overall survival  with and without topotecan were 4.0 and 3.6 months, respectively. The best complete response  ( CR ) , partial response  ( PR ) , stable disease and progressive disease were observed in 23, 63, 55 and 33 patients, respectively, with  topotecan,  and 11, 61, 66 and 32 patients, respectively, without topotecan.",
  },
  {
    name: "Abstract of a trial",
    text:
      "BACKGROUND: Velorafenib slowed tumour growth in early studies of advanced thyroid cancer.\n\nMETHODS: Between March 2016 and May 2018, 412 adults with radioiodine-refractory thyroid cancer were randomly assigned to velorafenib 20 mg (n=206) or placebo (n=206) for up to 24 months. The primary end point was progression-free survival (PFS); overall survival and objective response rate were secondary.\n\nRESULTS: After a median follow-up of 17.4 months, median PFS was 18.2 months with velorafenib and 5.6 months with placebo (hazard ratio 0.41; 95% CI 0.31-0.54; p<0.001). The objective response rate was 38.3% in the velorafenib group versus 2.4% in the placebo group (p<0.001). Overall survival at 24 months was 71% and 64%, respectively (hazard ratio 0.83; 95% CI 0.62 to 1.11; p=0.21). Grade 3 hypertension occurred in 41 patients receiving velorafenib and in 5 patients receiving placebo; diarrhoea in 58 and 17. Treatment was stopped because of adverse events in 14% and 3% of patients.\n\nCONCLUSIONS: Velorafenib prolonged progression-free survival compared with placebo, with manageable toxicity.",
  },
  {
    name: "Registry entry",
    text:
      "Title: Once-weekly Sulmatide in Adults With Type 2 Diabetes Not Controlled on Metformin\n\nStudy start: January 2019. Enrolment: 300 participants.\n\nArms:\n- Experimental: Sulmatide 5 mg once weekly for 26 weeks\n- Active comparator: Sitagliptin 100 mg once daily for 26 weeks\n\nPrimary outcome measure: Change from baseline in HbA1c. Time frame: baseline to week 26.\nSecondary outcome measures: body weight, fasting plasma glucose. Time frame: week 26 and week 52.\n\nResults: HbA1c fell by 1.6 percentage points with sulmatide (n=148) and by 0.7 percentage points with sitagliptin (n=146); the difference was -0.9 (95% CI -1.1 to -0.7; P<0.001). Body weight changed by -4.8 kg and -0.9 kg. Nausea was reported by 31 and 9 participants, vomiting by 12 and 4.",
  },
];
